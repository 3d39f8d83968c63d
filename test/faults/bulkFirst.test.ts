import './hurry';
import { testBulkChanges } from './bulk';

describe('the first half of the points', () => testBulkChanges(1, 100));
