/**
 * Keeps a value in a map that lives as long as the process. Of more than so many, those go that were
 * remembered longest ago.
 *
 * @param mayGo - whether one of the others can be missed
 */
export function remember<Key, Value>(
	map: Map<Key, Value>,
	key: Key,
	value: Value,
	most: number,
	mayGo: (value: Value) => boolean = () => true,
): void {
	map.delete(key);
	map.set(key, value);
	for (const [oldest, other] of map) {
		if (map.size <= most) break;
		if (oldest !== key && mayGo(other)) map.delete(oldest);
	}
}
