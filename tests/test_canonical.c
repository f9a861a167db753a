// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/canonical.h"

typedef struct {
  const char *name;                                ///< The text, too
  const char *as_double, *as_decimal, *as_integer; ///< NULL: it is none
} Case;

// clang-format off
static Case cases[] = {
  {"80.25",     "8.025E1",    "80.25",    NULL},
  {"1.500",     "1.5E0",      "1.5",      NULL},
  {"1.0",       "1.0E0",      "1",        "1"},
  {"1",         "1.0E0",      "1",        "1"},
  {"+007",      "7.0E0",      "7",        "7"},
  {"-12.50",    "-1.25E1",    "-12.5",    NULL},
  {"0",         "0.0E0",      "0",        "0"},
  {"-0",        "-0.0E0",     "0",        "0"},
  {"-0.00",     "-0.0E0",     "0",        "0"},
  {"0e5",       "0.0E0",      "0",        "0"},
  {".5",        "5.0E-1",     "0.5",      NULL},
  {"5.",        "5.0E0",      "5",        "5"},
  {"-0.00125",  "-1.25E-3",   "-0.00125", NULL},
  {"+100.00",   "1.0E2",      "100",      "100"},
  {"8.025E1",   "8.025E1",    "80.25",    NULL},
  {"1.50e1",    "1.5E1",      "15",       "15"},
  {"1.5e+10",   "1.5E10",     "15000000000", "15000000000"},
  {"12e-5",     "1.2E-4",     "0.00012",  NULL},
  {"100e-2",    "1.0E0",      "1",        "1"},
  {"1005e-2",   "1.005E1",    "10.05",    NULL},
  {"10.05",     "1.005E1",    "10.05",    NULL},
  {"0010.0500", "1.005E1",    "10.05",    NULL},
  {"123456789012345678901234567890.123456789", "1.23456789012345678901234567890123456789E29",
                "123456789012345678901234567890.123456789", NULL},
  {"1e300",     "1.0E300",    "1" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000", "1" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"
                "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000" "0000000000"},
  {"1e99999",   "1.0E99999",  NULL,       NULL},
  {"10e1000000000", NULL,     NULL,       NULL},
  {"1e-99999",  "1.0E-99999", NULL,       NULL},
  {"1e99999999999999999999", NULL, NULL,  NULL},
  {"INF",       "INF",        NULL,       NULL},
  {"-INF",      "-INF",       NULL,       NULL},
  {"+INF",      "INF",        NULL,       NULL},
  {"NaN",       "NaN",        NULL,       NULL},
  {"",          NULL,         NULL,       NULL},
  {"-",         NULL,         NULL,       NULL},
  {".",         NULL,         NULL,       NULL},
  {"e5",        NULL,         NULL,       NULL},
  {"1e",        NULL,         NULL,       NULL},
  {"1.2.3",     NULL,         NULL,       NULL},
  {" 1",        NULL,         NULL,       NULL},
  {"1,5",       NULL,         NULL,       NULL},
  {"0x10",      NULL,         NULL,       NULL},
  {"--1",       NULL,         NULL,       NULL},
  {"ten",       NULL,         NULL,       NULL},
};
// clang-format on

static void
check(bool (*const put)(RhumbBuf *out, RhumbStr text),
      const char *const text,
      const char *const expected)
{
  RhumbBuf out = {0};
  assert_int_equal(put(&out, rhumb_str(text)), expected != NULL);
  assert_string_equal(rhumb_buf_cstr(&out), expected ? expected : "");
  rhumb_buf_free(&out);
}

static void
test_canonical(void **const state)
{
  const Case *const c = (const Case *)*state;
  check(rhumb_put_double, c->name, c->as_double);
  check(rhumb_put_decimal, c->name, c->as_decimal);
  check(rhumb_put_integer, c->name, c->as_integer);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("canonical", cases, test_canonical);
  return failed;
}
