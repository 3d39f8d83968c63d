import { once } from 'node:events';
import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import { isObject, requiredText, type JsonObject } from '../request';

export interface ReceivedDelivery {
	headers: IncomingHttpHeaders;
	/** The whole body. */
	body: JsonObject;
	eventId: string;
	events: JsonObject[];
}

/** Somebody who wants events, as a flow does: answers Okta's challenge, and keeps what comes. */
export class Receiver {
	/** How deliveries are answered. */
	answer: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
	/** What is repeated when Okta asks for a proof. */
	repeat = (challenge: string): string => challenge;
	readonly challenges: IncomingHttpHeaders[] = [];
	readonly deliveries: ReceivedDelivery[] = [];
	readonly #server: Server;

	private constructor() {
		this.#server = createServer((request, response) => {
			const challenge = request.headers['x-okta-verification-challenge'];
			if (request.method === 'GET') {
				this.challenges.push(request.headers);
				const verification = this.repeat(String(challenge));
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify({ verification }));
				return;
			}
			let text = '';
			request.setEncoding('utf8');
			request.on('data', (chunk: string) => (text += chunk));
			request.on('end', () => {
				this.deliveries.push({ headers: request.headers, ...deliveryIn(text) });
				this.answer(response);
			});
		});
	}

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		await once(receiver.#server.listen(0, '127.0.0.1'), 'listening');
		return receiver;
	}

	/** Where events are to be sent. */
	get uri(): string {
		const address = this.#server.address();
		if (address === null || typeof address === 'string') throw new Error('Not listening');
		return `http://127.0.0.1:${address.port}/hook`;
	}

	/** `uuid` of each event, delivery by delivery. */
	get uuids(): unknown[][] {
		return this.deliveries.map(({ events }) => events.map(({ uuid }) => uuid));
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

function deliveryIn(text: string): Omit<ReceivedDelivery, 'headers'> {
	const body: unknown = JSON.parse(text);
	if (!isObject(body) || !isObject(body.data) || !Array.isArray(body.data.events))
		throw new Error(`This is no delivery: ${text}`);
	return {
		body,
		eventId: requiredText(body, 'eventId'),
		events: body.data.events.filter(isObject),
	};
}
