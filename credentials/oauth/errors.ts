/**
 * Something about the service app is wrong and an admin can mend it. `title` says what,
 * `description` what to do. n8n's credential test shows nothing but `message`, so that carries both.
 *
 * It must not carry `code`, `status` or `response`: n8n would show the bare code, or take the
 * refusal for an expired token and exchange again.
 */
export class ServiceAppError extends Error {
	readonly title: string;

	readonly description: string;

	/** Whether nothing has to be mended: it may be otherwise in a moment. */
	readonly mayPass: boolean;

	constructor(title: string, description: string, { mayPass = false } = {}) {
		super(`${title}. ${description}`);
		this.name = 'ServiceAppError';
		this.title = title;
		this.description = description;
		this.mayPass = mayPass;
	}
}
