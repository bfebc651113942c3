export const FIRST_NAMES = [
  'Ada', 'Ansel', 'Beatrix', 'Bruno', 'Carla', 'Cedric', 'Dana', 'Dorian', 'Edith', 'Emil', 'Flora', 'Felix', 'Greta', 'Gideon',
  'Hanna', 'Hugo', 'Ida', 'Ivo', 'Jana', 'Jasper', 'Karin', 'Kilian', 'Livia', 'Lorenz', 'Marta', 'Milo', 'Nora', 'Nils', 'Oda',
  'Oscar', 'Petra', 'Pascal', 'Rosa', 'Ruben', 'Selma', 'Simon', 'Tilda', 'Theo', 'Ursula', 'Valentin', 'Wanda', 'Yves',
] as const; // prettier-ignore

export const LAST_NAMES = [
  'Ambrose', 'Ashdown', 'Barrow', 'Birch', 'Calder', 'Corran', 'Dale', 'Denholm', 'Eaves', 'Elling', 'Fairley', 'Farrow', 'Garner',
  'Glebe', 'Hallam', 'Heron', 'Ingram', 'Jessop', 'Keller', 'Kirkby', 'Lang', 'Lorne', 'Maddox', 'Merrin', 'Norrell', 'Oakley',
  'Penrose', 'Pryor', 'Quayle', 'Ridley', 'Rowan', 'Selby', 'Stroud', 'Tarrant', 'Thorley', 'Underhill', 'Vance', 'Wainfleet',
  'Weller', 'Yarrow',
] as const; // prettier-ignore

export const JOB_TITLES = {
  OWNER: ['Managing director', 'Owner', 'Partner', 'Head of operations'],
  MEMBER: ['Project manager', 'Site manager', 'Facilities manager', 'Technical lead', 'Office manager'],
  BILLING: ['Head of finance', 'Bookkeeper', 'Purchasing and accounts'],
  VIEWER: ['Caretaker', 'Health and safety officer', 'Assistant', 'Board member'],
} as const;
