import { type ErrorCode, SekisuError } from '../errors.ts';
import { immutableState } from './entities/triggers.ts';

/** What a PostgreSQL error carries, as far as it is looked at; the same on both databases. */
interface DatabaseFailure {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly detail?: unknown;
  readonly table?: unknown;
  readonly cause?: unknown;
}

/** Unique keys whose breach a user can meet, and its code. */
const conflictOf: Readonly<Record<string, ErrorCode>> = {
  user_account_login: 'user.login-taken',
  plan_version_month_version: 'plan.version-exists',
  invitation_pkey: 'invitation.exists',
  improvement_event_case_number: 'improvement.acted-meanwhile',
  outbound_attempt_date_number: 'outbound.recorded-meanwhile',
};

/** The registered error that a failed statement stands for, or the error itself when it stands for none. */
export function translateFailure(error: unknown): unknown {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as DatabaseFailure).cause) {
    const failure = at as DatabaseFailure;
    if (failure.code === immutableState) {
      return new SekisuError('plan.version-immutable', { table: String(failure.table) }, error);
    }
    const code = failure.code === '23505' ? conflictOf[String(failure.constraint)] : undefined;
    // PostgreSQL's detail reads: Key (login)=(yamada) already exists.
    if (code !== undefined) {
      return new SekisuError(code, { value: /=\((.*)\)/.exec(String(failure.detail))?.[1] ?? '' }, error);
    }
  }
  return error;
}
