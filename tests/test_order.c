// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/order.h"

typedef struct {
  const char *name;
  RhumbOrder order;
  const char *a, *b;
  int sign; ///< Of `a` against `b`
} OrderCase;

// clang-format off
static OrderCase cases[] = {
  {"nothing",             RHUMB_ORDER_NONE,   "", "", 0},
  {"a fraction",          RHUMB_ORDER_MOMENT, "2025-01-01T00:00:00.5Z", "2025-01-01T00:00:00Z", 1},
  {"zeros behind",        RHUMB_ORDER_MOMENT, "2025-01-01T00:00:00.50Z", "2025-01-01T00:00:00.5Z", 0},
  {"many digits",         RHUMB_ORDER_MOMENT, "2025-01-01T00:00:00.0000000000000000000000001Z", "2025-01-01T00:00:00.0000000000000000000000002Z", -1},
  {"time zones",          RHUMB_ORDER_MOMENT, "2025-01-02T01:00:00+02:00", "2025-01-01T23:30:00Z", -1},
  {"zones as ISO has them", RHUMB_ORDER_MOMENT, "2025-01-01T00:00-0130", "2025-01-01T01:30Z", 0},
  {"no zone is UTC",      RHUMB_ORDER_MOMENT, "2025-01-01 00:00:00", "2025-01-01T00:00:00Z", 0},
  {"a date is midnight",  RHUMB_ORDER_MOMENT, "2025-01-01", "2025-01-01T00:00:01Z", -1},
  {"a leap day",          RHUMB_ORDER_MOMENT, "2024-02-29T24:00:00Z", "2024-03-01T00:00:00Z", 0},
  {"no leap day",         RHUMB_ORDER_MOMENT, "2100-02-28T24:00:00Z", "2100-03-01T00:00:00Z", 0},
  {"the turn of a year",  RHUMB_ORDER_MOMENT, "2024-12-31T23:59:59Z", "2025-01-01", -1},
  {"no month",            RHUMB_ORDER_TEXT,   "2025-13-01", "2025-12-01", 1},
  {"no date alone",       RHUMB_ORDER_TEXT,   "2025-01", "2025-1", -1},
  {"something behind",    RHUMB_ORDER_TEXT,   "2025-01-01T00:00:00Zx", "2025-01-01T00:00:00Z", 1},
  {"no fraction",         RHUMB_ORDER_TEXT,   "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00Z", -1},
  {"numbers by value",    RHUMB_ORDER_NUMBER, "10", "9", 1},
  {"below zero",          RHUMB_ORDER_NUMBER, "-10", "-9", -1},
  {"both sides of zero",  RHUMB_ORDER_NUMBER, "-1", "0.5", -1},
  {"two zeros",           RHUMB_ORDER_NUMBER, "-0.0", "+0", 0},
  {"zeros around",        RHUMB_ORDER_NUMBER, "0010.50", "10.5", 0},
  {"fractions",           RHUMB_ORDER_NUMBER, "0.25", "0.5", -1},
  {"more than 64 bits",   RHUMB_ORDER_NUMBER, "100000000000000000000000001", "100000000000000000000000002", -1},
  {"no number",           RHUMB_ORDER_TEXT,   "1.", "1", 1},
  {"no digit",            RHUMB_ORDER_TEXT,   "-", "+", 1},
  {"bytes",               RHUMB_ORDER_TEXT,   "Z", "a", -1},
};
// clang-format on

static void
test_order(void **const state)
{
  const OrderCase *const c = (const OrderCase *)*state;
  const RhumbStr a = rhumb_str(c->a);
  const RhumbStr b = rhumb_str(c->b);
  assert_int_equal(rhumb_order_of(a), c->order);
  const int order = rhumb_order_compare(c->order, a, b);
  const int back = rhumb_order_compare(c->order, b, a);
  assert_int_equal((order > 0) - (order < 0), c->sign);
  assert_int_equal((back > 0) - (back < 0), -c->sign);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("order", cases, test_order);
  return failed;
}
