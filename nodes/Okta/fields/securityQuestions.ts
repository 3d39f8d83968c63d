import type { INodePropertyOptions } from 'n8n-workflow';

/** Keys of the questions Okta has, some of them with its own spelling (User Factor API reference). */
export const securityQuestions: INodePropertyOptions[] = [
	{ name: 'Childhood Dream Job', value: 'childhood_dream_job' },
	{ name: 'Disliked Food', value: 'disliked_food' },
	{ name: 'Favorite Art Piece', value: 'favorite_art_piece' },
	{ name: 'Favorite Book Movie Character', value: 'favorite_book_movie_character' },
	{ name: 'Favorite Movie Quote', value: 'favorite_movie_quote' },
	{ name: 'Favorite Security Question', value: 'favorite_security_question' },
	{ name: 'Favorite Speaker Actor', value: 'favorite_speaker_actor' },
	{ name: 'Favorite Sports Player', value: 'favorite_sports_player' },
	{ name: 'Favorite Toy', value: 'favorite_toy' },
	{ name: 'Favorite Vacation Location', value: 'favorite_vacation_location' },
	{ name: 'First Award', value: 'first_award' },
	{ name: 'First Computer Game', value: 'first_computer_game' },
	{ name: 'First Kiss Location', value: 'first_kiss_location' },
	{ name: 'First Music Purchase', value: 'first_music_purchase' },
	{ name: 'First Sports Team Mascot', value: 'first_sports_team_mascot' },
	{ name: 'First Thing Cooked', value: 'first_thing_cooked' },
	{ name: 'Grandmother Favorite Dessert', value: 'grandmother_favorite_desert' },
	{ name: 'Name of First Plush Toy', value: 'name_of_first_plush_toy' },
	{ name: 'New Years Two Thousand', value: 'new_years_two_thousand' },
	{ name: 'Place Where Significant Other Was Met', value: 'place_where_significant_other_was_met' },
];
