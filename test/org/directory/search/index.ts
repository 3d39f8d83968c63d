export { candidates, compile, type Language, type Predicate, type Searchable } from './evaluator';
export { SearchError } from './lexer';
export {
	parse,
	OPERATORS,
	type Comparison,
	type Expression,
	type Literal,
	type Operator,
} from './parser';
