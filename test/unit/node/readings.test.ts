import { Readings } from '../../../nodes/Okta/plan/readings';
import { isObject } from '../../../nodes/Okta/transport/json';

const answer = async (id: number) =>
	await Promise.resolve({ status: 200, headers: {}, body: { id } });

test('what was read for a plan is kept as far as it is asked for again, and not for all of 100,000 items', async () => {
	const readings = new Readings();
	readings.keepReply('/api/v1/groups/00g1', answer(0));
	let lost = 0;
	for (let id = 1; id <= 100_000; id++) {
		readings.keepReply(`/api/v1/users/${String(id)}`, answer(id));
		// The group that everybody is to be put into.
		const group = await readings.reply('none', '/api/v1/groups/00g1');
		if (!isObject(group?.body) || group.body['id'] !== 0) lost++;
	}
	expect(lost).toBe(0);
	expect(readings.reply('/api/v1/users/1')).toBeUndefined();
	expect(await readings.reply('/api/v1/users/100000')).toMatchObject({ body: { id: 100_000 } });
	readings.forgetReply('/api/v1/users/100000');
	expect(readings.reply('/api/v1/users/100000')).toBeUndefined();
});
