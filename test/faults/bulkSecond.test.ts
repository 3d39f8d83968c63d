import './hurry';
import { testBulkChanges } from './bulk';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

describe('the second half of the points', () => testBulkChanges(2, 100));
