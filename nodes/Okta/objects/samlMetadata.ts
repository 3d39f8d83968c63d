import type { IDataObject } from 'n8n-workflow';

/**
 * What a service provider is usually asked for of SAML metadata (SAML 2.0 Metadata, section 2.4.3),
 * beside the whole of it. Okta writes it by machine, so its tags are found by their names.
 *
 * @param xml - the metadata of one identity provider
 */
export function readSamlMetadata(xml: string): IDataObject {
	return {
		entityId: attribute(/<(?:\w+:)?EntityDescriptor\b[^>]*>/.exec(xml)?.[0], 'entityID'),
		signOnUrl: locationOf('SingleSignOnService', xml),
		signOutUrl: locationOf('SingleLogoutService', xml),
		certificates: [...xml.matchAll(/<(?:\w+:)?X509Certificate>([^<]*)</g)].map(([, base64 = '']) =>
			toPem(base64),
		),
		metadata: xml,
	};
}

/** Where browsers are sent; by POST, if there is a choice. */
function locationOf(service: string, xml: string): string | null {
	const tags = xml.match(new RegExp(`<(?:\\w+:)?${service}\\b[^>]*>`, 'g')) ?? [];
	const tag = tags.find((one) => one.includes(':bindings:HTTP-POST"')) ?? tags[0];
	return attribute(tag, 'Location');
}

function attribute(tag: string | undefined, name: string): string | null {
	const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag ?? '')?.[1];
	return value === undefined ? null : unescaped(value);
}

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	quot: '"',
};

function unescaped(value: string): string {
	return value.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);
}

function toPem(base64: string): string {
	const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
