import { AppError } from '../../../schema/contract/app-error.ts';
import type { DecisionSystems, SettledDecision } from '../approvals/decision-systems.ts';

/** Systems of record that are told what was decided; a test takes them away, or has them refuse. */
export interface TestSystems extends DecisionSystems {
  away: boolean;
  /** Whether an answer is lost after what was told is kept. */
  losesAnswers: boolean;
  refusal: string | null;
  /** By marker. */
  readonly recorded: Map<string, { readonly decision: SettledDecision; readonly at: Date }>;
}

export function createTestSystems(now: () => Date): TestSystems {
  const systems: TestSystems = {
    ...{ away: false, losesAnswers: false, refusal: null, recorded: new Map() },
    record(marker, decision) {
      if (systems.away) return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'It cannot be reached.'));
      const { refusal, recorded } = systems;
      if (refusal !== null && !recorded.has(marker)) return Promise.resolve({ recordedAt: null, refusal });
      const kept = recorded.get(marker) ?? { decision, at: now() };
      recorded.set(marker, kept);
      if (systems.losesAnswers) return Promise.reject(new AppError('UPSTREAM_TIMEOUT', 'It did not answer in time.'));
      return Promise.resolve({ recordedAt: kept.at, refusal: null });
    },
    close: () => Promise.resolve(),
  };
  return systems;
}
