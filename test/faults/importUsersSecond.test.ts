import './hurry';
import { testImport } from './importUsers';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

describe('the second half of the points', () => testImport(6, 100));
