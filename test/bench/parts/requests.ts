import { digits, spread, table, type Goal } from '../figures';
import { candidateNames, type Candidate } from '../job';
import { openOrg } from '../org';
import type { Part } from '../part';
import { run, type Run } from '../run';

const schemes = { Bearer: false, DPoP: true } as const;

export const requests: Part = {
	title: 'Cost of one request',
	run: async ({ quick, rounds }) => {
		const count = quick ? 300 : 2_000;
		const order: Candidate[] = ['keepAlive', 'connections', 'helper', 'node'];
		const raw: Record<string, Run[]> = {};
		const rows: string[][] = [];
		const goals: Goal[] = [];
		for (const [scheme, dpop] of Object.entries(schemes)) {
			const org = await openOrg({ users: Math.ceil(count * 1.3), dpop });
			try {
				const { users } = await org.targets(count);
				const cost = new Map<Candidate, number[]>();
				for (let round = 0; round < rounds; round++) {
					for (const candidate of order) {
						const result = await run(org, { candidate, task: { name: 'readUsers', users, dpop } });
						if (result.done !== count) throw new Error(`${candidate}: ${result.remark ?? 'lost'}`);
						(raw[`${candidate} ${scheme}`] ??= []).push(result);
						cost.set(candidate, [...(cost.get(candidate) ?? []), (result.cpu / count) * 1000]);
					}
				}
				const median = (candidate: Candidate): number => spread(cost.get(candidate) ?? []).median;
				for (const candidate of order) {
					const { min, max } = spread(cost.get(candidate) ?? []);
					rows.push([
						`${scheme}: ${candidateNames[candidate]}`,
						digits(median(candidate)),
						`${digits(min)} – ${digits(max)}`,
						`**${digits(median(candidate) / median('helper'))}**`,
					]);
				}
				goals.push({
					of: `CPU of a request over a bare one by n8n's helper, ${scheme}`,
					reached: median('node') / median('helper'),
					most: quick ? 5 : 2,
				});
			} finally {
				await org.end();
			}
		}
		const head = ['', 'CPU ms', 'min – max', "of a bare request by n8n's helper"];
		return {
			goals,
			report: `
CPU time of reading one user, of ${digits(count)} in a row, by _User: Get_ with an item for each and by
programs that do nothing but call. The bare requests with DPoP sign a proof for each call, too, by jose.

${table(head, rows)}

n8n's helpers open a connection for each request, and nothing in them changes that. The rows of
Node's own client show what that costs on a local network without TLS; to a real Okta, each request
takes the round trips of a TCP and a TLS handshake as well, which is one more reason to send several at
a time. The package does not go round n8n's helpers: its proxy settings and its rules about domains
live there.
`,
			raw,
		};
	},
};
