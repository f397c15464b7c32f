/** CoNLL-2003's four types, in the words of our prompts. */
export const CONLL_2003_TYPES: Readonly<Record<string, string>> = {
  LOC: 'a location: a country, city, region, river, mountain, street, building or other place',
  MISC: 'a named thing of another kind: a nationality or its adjective, a language, religion, event, competition, product or work of art',
  ORG: 'an organization: a company, government body, party, sports team, school, newspaper or band',
  PER: 'a person: first, middle and last names, nicknames and fictional characters, without titles such as Mr. or President',
};
