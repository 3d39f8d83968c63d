import './hurry';
import { testImport } from './importUsers';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('../engine/quickClock'),
);

describe('the first half of the points', () => testImport(5, 100));
