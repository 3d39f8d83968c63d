import {
	appUserBase,
	CONTRACTOR_CUSTOM,
	GROUP_BASE,
	GROUP_CUSTOM,
	USER_BASE,
	USER_CUSTOM,
} from './baseSchema';
import type { App } from './appStore';
import type { Ids } from './ids';
import type { Attributes } from './schema';

export interface UserType {
	readonly id: string;
	/** Of the schema in `/api/v1/meta/schemas/user/{schemaId}`. */
	readonly schemaId: string;
	readonly name: string;
	displayName: string;
	description: string;
	readonly isDefault: boolean;
	readonly created: number;
	lastUpdated: number;
}

/** The attributes of one kind of profile. */
export interface ProfileSchema {
	base: Attributes;
	custom: Attributes;
	readonly created: number;
	lastUpdated: number;
}

const FOUNDED = Date.UTC(2019, 0, 7, 6);

/** User types and the schemas of users and groups. App-user schemas live with their app. */
export class SchemaStore {
	readonly defaultType: UserType;
	readonly group: ProfileSchema;
	readonly #ids: Ids;
	readonly #types = new Map<string, UserType>();
	readonly #schemas = new Map<string, ProfileSchema>();
	#next = 0;

	constructor(ids: Ids) {
		this.#ids = ids;
		this.defaultType = this.addType('user', 'User', 'Okta user profile template', FOUNDED, {
			custom: USER_CUSTOM,
			isDefault: true,
		});
		this.addType('contractor', 'Contractor', 'People of an agency', FOUNDED, {
			custom: CONTRACTOR_CUSTOM,
		});
		this.group = { base: GROUP_BASE, custom: GROUP_CUSTOM, created: FOUNDED, lastUpdated: FOUNDED };
	}

	addType(
		name: string,
		displayName: string,
		description: string,
		now: number,
		{ custom = {}, isDefault = false }: { custom?: Attributes; isDefault?: boolean } = {},
	): UserType {
		const position = this.#next++;
		const type: UserType = {
			id: this.#ids.of('oty', position),
			schemaId: this.#ids.of('osc', position),
			name,
			displayName,
			description,
			isDefault,
			created: now,
			lastUpdated: now,
		};
		this.#types.set(type.id, type);
		this.#schemas.set(type.schemaId, { base: USER_BASE, custom, created: now, lastUpdated: now });
		return type;
	}

	types(): UserType[] {
		return [...this.#types.values()];
	}

	/** By id, or `default`. */
	type(id: string): UserType | undefined {
		return id === 'default' ? this.defaultType : this.#types.get(id);
	}

	deleteType(type: UserType): void {
		this.#types.delete(type.id);
		this.#schemas.delete(type.schemaId);
	}

	/** A user schema by its id, or `default`. */
	userSchema(schemaId: string): ProfileSchema | undefined {
		return this.#schemas.get(schemaId === 'default' ? this.defaultType.schemaId : schemaId);
	}

	/** Everything a user of this type may have in the profile. */
	userAttributes(typeId: string): Attributes {
		const schema = this.userSchema(this.type(typeId)?.schemaId ?? 'default');
		return { ...schema?.base, ...schema?.custom };
	}

	groupAttributes(): Attributes {
		return { ...this.group.base, ...this.group.custom };
	}

	appUserAttributes(app: App): Attributes {
		return { ...appUserBase(app), ...app.userSchema };
	}
}
