/** Rules of the house that oxlint hasn't of its own. */
export default {
	meta: { name: 'house' },
	rules: {
		'no-cast-by-way-of-unknown': {
			create: (context) => ({
				'TSAsExpression > TSAsExpression > TSUnknownKeyword'(node) {
					context.report({
						node,
						message: 'A cast by way of unknown hides a type error. Narrow the value instead.',
					});
				},
			}),
		},
	},
};
