import './hurry';
import { testBulkChanges } from './bulk';

describe('the second half of the points', () => testBulkChanges(2, 100));
