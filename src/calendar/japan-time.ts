import { type Instant, LocalDateTime, ZoneOffset } from '@js-joda/core';

/** Asia/Tokyo: nine hours ahead of UTC, without clock changes since 1951 (夏時刻法 repealed by 昭和27年法律第84号). */
export const japanTime = ZoneOffset.ofHours(9);

/** What the clocks in Japan show at a moment. */
export function japanDateTimeOf(moment: Instant): LocalDateTime {
  return LocalDateTime.ofInstant(moment, japanTime);
}
