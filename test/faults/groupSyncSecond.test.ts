import './hurry';
import { testGroupSync } from './groupSync';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

describe('the second half of the points', () => testGroupSync(4, 100));
