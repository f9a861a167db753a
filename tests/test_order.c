// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/order.h"

typedef struct {
  const char *name;
  const char *a, *b;
  RhumbOrder order;
  int sign; ///< Of `a` against `b`
} OrderCase;

// clang-format off
static OrderCase cases[] = {
  {"nothing",             "", "", RHUMB_ORDER_NONE, 0},
  {"a fraction",          "2025-01-01T00:00:00.5Z", "2025-01-01T00:00:00Z", RHUMB_ORDER_MOMENT, 1},
  {"zeros behind",        "2025-01-01T00:00:00.50Z", "2025-01-01T00:00:00.5Z", RHUMB_ORDER_MOMENT, 0},
  {"many digits",         "2025-01-01T00:00:00.0000000000000000000000001Z", "2025-01-01T00:00:00.0000000000000000000000002Z", RHUMB_ORDER_MOMENT, -1},
  {"time zones",          "2025-01-02T01:00:00+02:00", "2025-01-01T23:30:00Z", RHUMB_ORDER_MOMENT, -1},
  {"zones as ISO has them", "2025-01-01T00:00-0130", "2025-01-01T01:30Z", RHUMB_ORDER_MOMENT, 0},
  {"no zone is UTC",      "2025-01-01 00:00:00", "2025-01-01T00:00:00Z", RHUMB_ORDER_MOMENT, 0},
  {"a date is midnight",  "2025-01-01", "2025-01-01T00:00:01Z", RHUMB_ORDER_MOMENT, -1},
  {"a leap day",          "2024-02-29T24:00:00Z", "2024-03-01T00:00:00Z", RHUMB_ORDER_MOMENT, 0},
  {"no leap day",         "2100-02-28T24:00:00Z", "2100-03-01T00:00:00Z", RHUMB_ORDER_MOMENT, 0},
  {"the turn of a year",  "2024-12-31T23:59:59Z", "2025-01-01", RHUMB_ORDER_MOMENT, -1},
  {"no month",            "2025-13-01", "2025-12-01", RHUMB_ORDER_TEXT, 1},
  {"no date alone",       "2025-01", "2025-1", RHUMB_ORDER_TEXT, -1},
  {"something behind",    "2025-01-01T00:00:00Zx", "2025-01-01T00:00:00Z", RHUMB_ORDER_TEXT, 1},
  {"no fraction",         "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00Z", RHUMB_ORDER_TEXT, -1},
  {"numbers by value",    "10", "9", RHUMB_ORDER_NUMBER, 1},
  {"below zero",          "-10", "-9", RHUMB_ORDER_NUMBER, -1},
  {"both sides of zero",  "-1", "0.5", RHUMB_ORDER_NUMBER, -1},
  {"two zeros",           "-0.0", "+0", RHUMB_ORDER_NUMBER, 0},
  {"zeros around",        "0010.50", "10.5", RHUMB_ORDER_NUMBER, 0},
  {"fractions",           "0.25", "0.5", RHUMB_ORDER_NUMBER, -1},
  {"more than 64 bits",   "100000000000000000000000001", "100000000000000000000000002", RHUMB_ORDER_NUMBER, -1},
  {"an exponent",         "1e3", "999", RHUMB_ORDER_NUMBER, 1},
  {"exponents",           "2.5E-3", "0.0025", RHUMB_ORDER_NUMBER, 0},
  {"an exponent of zero", "0e9", "0.001", RHUMB_ORDER_NUMBER, -1},
  {"a great exponent",    "1e999999999", "9e99", RHUMB_ORDER_NUMBER, 1},
  {"below zero, with one", "-1e2", "-1e-2", RHUMB_ORDER_NUMBER, -1},
  {"no exponent",         "1e", "1", RHUMB_ORDER_TEXT, 1},
  {"an exponent too long", "1e9999999999", "1", RHUMB_ORDER_TEXT, 1},
  {"no number",           "1.", "1", RHUMB_ORDER_TEXT, 1},
  {"no digit",            "-", "+", RHUMB_ORDER_TEXT, 1},
  {"bytes",               "Z", "a", RHUMB_ORDER_TEXT, -1},
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
