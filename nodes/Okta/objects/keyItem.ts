import { type IDataObject, UserError } from 'n8n-workflow';

import {
	describePublicHalf,
	exportPrivateHalf,
	type PrivateForm,
} from '../../../credentials/oauth/keyPair';
import type { SigningKey, VerificationKey } from '../../../credentials/oauth/keys';

/**
 * The output item for a key: its public half in every form and, if the form asks for it, the private
 * one.
 *
 * @param kid - its key ID; empty for the thumbprint
 * @param form - what the private half is to look like; none leaves it out
 * @throws UserError when the private half is asked for and there is none
 */
export async function toKeyItem(
	key: SigningKey | VerificationKey,
	kid: string,
	form: PrivateForm | undefined,
): Promise<IDataObject> {
	const half = await describePublicHalf(key, kid);
	if (form === undefined) return { ...half };
	if ('privateKey' in key) {
		return { ...half, privateKey: await exportPrivateHalf(key, half.keyId, form) };
	}
	throw new UserError('This is a public key', {
		description: 'It has no private half. Set “Private Key in Output” to “Not at All”.',
	});
}
