import { z } from 'zod';

/** What the extension's own client can do beyond the protocol. It says so among the initialization options; other editors do not. */
const abilities = z.object({
  /** Where a type is renamed, it does so in the settings that list it. */
  renamesInSettings: z.boolean().catch(false),
  /** It understands `PROBLEM_CHANGES`. */
  problemChanges: z.boolean().catch(false),
});

export function clientAbilities(initializationOptions: unknown): z.infer<typeof abilities> {
  return abilities.catch({ renamesInSettings: false, problemChanges: false }).parse(initializationOptions);
}
