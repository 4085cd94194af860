import { SekisuError } from '../../src/errors.ts';

/** The registered error with which a promise rejects; anything else fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<SekisuError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SekisuError) return error;
    throw error;
  }
  throw new Error('fulfilled where a rejection was expected');
}
