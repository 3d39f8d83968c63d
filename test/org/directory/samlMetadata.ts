import { notFound } from '../errors';
import type { Call, Reply, Route } from '../route';
import type { App } from './appStore';
import { appOf } from './lookup';

/** Of the key that assertions are signed with; what it certifies nobody here checks. */
const CERTIFICATE = 'MIIDqDCCApCgAwIBAgIGAWpractice'.padEnd(160, 'CertificateOfThePracticeOrg0');

const NAMEID = 'urn:oasis:names:tc:SAML:1.1:nameid-format';
const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings';

/** As Okta writes it: one line after the declaration, namespaces at each element. */
function metadataOf({ id, name }: App, origin: string): string {
	const service = (binding: string) =>
		`<md:SingleSignOnService Binding="${BINDING}:${binding}" Location="${origin}/app/${name}/exk${id.slice(3)}/sso/saml?a=1&amp;b=2"/>`;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>\n',
		`<md:EntityDescriptor entityID="http://www.okta.com/exk${id.slice(3)}" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">`,
		'<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
		'<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>',
		`<ds:X509Certificate>${(CERTIFICATE.match(/.{1,76}/g) ?? []).join('\n')}</ds:X509Certificate>`,
		'</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>',
		`<md:NameIDFormat>${NAMEID}:unspecified</md:NameIDFormat>`,
		service('HTTP-Redirect'),
		service('HTTP-POST'),
		'</md:IDPSSODescriptor></md:EntityDescriptor>',
	].join('');
}

function preview(call: Call): Reply {
	const app = appOf(call);
	if (app.signOnMode !== 'SAML_2_0') throw notFound(app.id, 'AppInstance');
	return {
		status: 200,
		headers: { 'content-type': 'application/xml;charset=utf-8' },
		body: metadataOf(app, call.origin),
	};
}

export const samlMetadataRoutes: Route[] = [
	{
		route: 'GET /api/v1/apps/{appId}/sso/saml/metadata',
		scopes: ['okta.apps.read'],
		xml: true,
		handle: preview,
	},
];
