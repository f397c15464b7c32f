import { RULES } from '../rules';
import type { Severity } from '../types';
import type { Rule, RuleSeverity } from './rule';

/** What a user wants of rules, by their codes; the others are as they are. */
export type RuleSettings = Readonly<Record<string, RuleSeverity>>;

export const RULE_SEVERITIES: readonly RuleSeverity[] = ['error', 'warning', 'information', 'hint', 'off'];
export const RULE_CODES: readonly string[] = RULES.map(({ code }) => code);

export interface RuleInForce {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** The rules that are not off, the gravest first. */
export function rulesInForce(settings: RuleSettings = {}): RuleInForce[] {
  return RULES.flatMap((rule) => {
    const severity = Object.hasOwn(settings, rule.code) ? settings[rule.code] : rule.severity;
    return severity === undefined || severity === 'off' ? [] : [{ rule, severity }];
  }).sort((a, b) => RULE_SEVERITIES.indexOf(a.severity) - RULE_SEVERITIES.indexOf(b.severity));
}

export function isRuleSeverity(value: unknown): value is RuleSeverity {
  return RULE_SEVERITIES.some((severity) => severity === value);
}
