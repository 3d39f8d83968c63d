import { readSigningKey, type SigningKey } from '../../../credentials/oauth/keys';
import { Seals } from '../../../credentials/oauth/seal';
import { ec, type KeyMaterial, quotes, rsa } from './keyMaterial';

const [mine, another] = [ec('P-256'), ec('P-256')];
const pair = rsa();

const sealsOf = (key: KeyMaterial | SigningKey, others: KeyMaterial[] = [], purpose = 'plans') =>
	new Seals(
		() => ('pem' in key ? readSigningKey(key.pem) : key),
		() => others.map(({ pem }) => readSigningKey(pem)),
		() => purpose,
	);

describe('a seal', () => {
	test.each([
		['of an EC key', mine],
		['of an RSA key', pair],
	])('%s is genuine for its content and no other', async (_, key) => {
		const seals = sealsOf(key);
		const seal = await seals.seal('content');
		expect(await seals.check('content', seal)).toBe('genuine');
		expect(await seals.check('contents', seal)).toBe('broken');
		expect(await seals.check('content', `${seal}A`)).toBe('broken');
		expect(await seals.check('content', seal.slice(0, -1))).toBe('broken');
	});

	it('is the same however the key was pasted', async () => {
		for (const key of [mine, pair]) {
			const asJwk = sealsOf(readSigningKey(JSON.stringify(key.jwk)));
			expect(await asJwk.seal('content')).toBe(await sealsOf(key).seal('content'));
		}
	});

	it('is for one purpose only', async () => {
		const seal = await sealsOf(mine).seal('content');
		expect(await sealsOf(mine, [], 'others').check('content', seal)).toBe('broken');
	});

	it('of another key is told from a broken one', async () => {
		const seal = await sealsOf(another).seal('content');
		expect(await sealsOf(mine).check('content', seal)).toBe('of another key');
		expect(await sealsOf(mine).check('content', 'nonsense')).toBe('of another key');
	});

	it('is genuine, too, by the key that is to follow', async () => {
		const seal = await sealsOf(another).seal('content');
		expect(await sealsOf(mine, [another]).check('content', seal)).toBe('genuine');
	});

	it('tells nothing of the private key', async () => {
		const seal = await sealsOf(mine).seal('content');
		expect(quotes(seal, String(mine.jwk['d']))).toBe(false);
	});
});
