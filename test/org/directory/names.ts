/** Names of seeded people. Without their accents they must stay different from each other. */
export const FIRST_NAMES = `
	Aaliyah Adaeze Agnieszka Aiko Alejandro Amélie Anders Anjali Arjun Astrid Beatriz Björn Bram
	Camille Carmen Chen Chloë Daniela Darius Deniz Eilidh Elif Emeka Emil Esther Fatima Felix
	Fiona François Freya Gabriela Giulia Grace Hana Hassan Helena Hiroshi Ibrahim Ingrid Isabel
	Ivan Jakub Jana Javier Jelena Jin João Jürgen Karin Kenji Kwame Lars Layla Leila Liam Linh
	Lucía Magnus Maja Marek Maria Mateo Mei Miguel Milena Mohammed Nadia Naomi Niamh Nikolai Noor
	Olena Oliver Omar Pavel Priya Rafael Ravi Rosa Ruth Samira Sanjay Sebastian Siobhán Sofia
	Søren Sunita Tariq Thandiwe Thomas Tomás Valentina Viktor Wei Yasmin Yuki Zainab Zoé Zofia
`
	.trim()
	.split(/\s+/);

export const LAST_NAMES = `
	Abara Ahmed Almeida Andersen Bakker Baptiste Bauer Beck Bianchi Brown Calderón Castillo
	Chatterjee Cohen Costa Dąbrowski Desai Diallo Dubois Eriksson Fernández Fischer Fontaine
	Fujimoto Garcia Ghosh Gruber Gupta Haddad Hansen Hernández Hoffmann Horvat Ibáñez Iyer Jansen
	Jensen Johnson Kamau Kapoor Karlsson Khan Kim Koch Kovač Kowalska Kumar Larsen Lefèvre Lehmann
	Li Lindqvist López MacLeod Mahmoud Malik Marino Martin Mbeki Mendes Meyer Molina Moreau
	Mukherjee Müller Mutasa Nakamura Navarro Ndiaye Nguyen Nielsen Novák Nowak Okafor Okonkwo
	Olsen Oyelaran Ozturk Park Patel Pereira Petrov Popescu Quiroga Rahman Ramírez Reyes Ricci
	Rossi Ryan Saito Sánchez Santos Sato Schneider Schröder Shah Sharma Silva Singh Smith Suárez
	Suzuki Svensson Takahashi Tanaka Thompson Torres Tran Usman Vargas Vasquez Verma Visser Vogel
	Walker Wang Weber Wilson Wójcik Wong Yamamoto Yılmaz Zhang Zhou Ziegler Zimmermann
`
	.trim()
	.split(/\s+/);

export const DEPARTMENTS = [
	'Engineering',
	'Sales',
	'Customer Success',
	'Finance',
	'Human Resources',
	'Marketing',
	'Legal',
	'IT Operations',
	'Product',
	'Security',
	'Facilities',
	'Procurement',
] as const;

export const TITLES = [
	'Analyst',
	'Associate',
	'Coordinator',
	'Engineer',
	'Lead',
	'Manager',
	'Principal',
	'Specialist',
	'Director',
	'Administrator',
] as const;

export const PLACES = [
	{ city: 'Berlin', countryCode: 'DE', timezone: 'Europe/Berlin' },
	{ city: 'São Paulo', countryCode: 'BR', timezone: 'America/Sao_Paulo' },
	{ city: 'Toronto', countryCode: 'CA', timezone: 'America/Toronto' },
	{ city: 'Dublin', countryCode: 'IE', timezone: 'Europe/Dublin' },
	{ city: 'Bengaluru', countryCode: 'IN', timezone: 'Asia/Kolkata' },
	{ city: 'Osaka', countryCode: 'JP', timezone: 'Asia/Tokyo' },
	{ city: 'Kraków', countryCode: 'PL', timezone: 'Europe/Warsaw' },
	{ city: 'Austin', countryCode: 'US', timezone: 'America/Chicago' },
];

export const SKILLS = [
	'negotiation',
	'payroll',
	'python',
	'first aid',
	'excel',
	'terraform',
	'spanish',
	'auditing',
] as const;

/** A name as it stands in an e-mail address: `Søren` becomes `soren`. */
export function plain(name: string): string {
	return name
		.toLowerCase()
		.replaceAll('ø', 'o')
		.replaceAll('ı', 'i')
		.normalize('NFD')
		.replace(/[^a-z]/g, '');
}
