// SPDX-License-Identifier: ISC

/// @file sql_address.c  Where a database is, in the ways that rules say it.

#include "base/ascii.h"
#include "base/near.h"
#include "io/path.h"
#include "source/sql/sql_impl.h"
#include "term/iri.h"

#include <stdio.h>
#include <stdlib.h>

static const RhumbSqlDriver *const drivers[] = {
    &rhumb_sql_sqlite,
    &rhumb_sql_postgresql,
    &rhumb_sql_mysql,
};

enum { N_DRIVERS = sizeof(drivers) / sizeof(drivers[0]) };

// Drivers --------------------------------------------------------------------

static bool
knows(const RhumbSqlDriver *const driver, const RhumbStr name)
{
  for (size_t i = 0; driver->names[i]; ++i) {
    if (rhumb_str_alike(name, rhumb_str(driver->names[i]))) {
      return true;
    }
  }
  return false;
}

static const RhumbSqlDriver *
find_driver(const RhumbStr name)
{
  for (size_t i = 0; name.len && i < N_DRIVERS; ++i) {
    if (knows(drivers[i], name)) {
      return drivers[i];
    }
  }
  return NULL;
}

static RhumbStatus
refuse(const RhumbStr name, const RhumbLoc loc, const RhumbDiag *const diag)
{
  static const char *const names[] = {
      "sqlite", "postgresql", "mysql", "mariadb", NULL};
  (void)rhumb_fail_near(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        loc,
                        rhumb_near(name, names),
                        "no client for the database \"%.*s\"; there are "
                        "sqlite, postgresql, mysql and mariadb",
                        RHUMB_FMT(name));
  return RHUMB_ERR_UNSUPPORTED;
}

// Parts ----------------------------------------------------------------------

/// Copy with percent codes decoded; NULL for nothing
static const char *
decode(RhumbArena *const arena, const RhumbStr text)
{
  RhumbBuf out = {0};
  rhumb_iri_decode(&out, text);
  const RhumbStr copy = rhumb_str_copy(arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return copy.len ? copy.data : NULL;
}

static unsigned
read_port(const RhumbStr text)
{
  unsigned port = 0;
  for (size_t i = 0;
       i < text.len && port <= 6553 && rhumb_is_digit(text.data[i]);
       ++i) {
    port = (port * 10) + (unsigned)(text.data[i] - '0');
  }
  return port;
}

/// Set what is not set yet from "user=me&password=x"
static void
read_parameters(RhumbSqlAddress *const address,
                RhumbArena *const arena,
                RhumbStr parameters)
{
  const struct {
    const char *name;
    const char **value;
  } known[] = {
      {"user", &address->username},
      {"password", &address->password},
      {"host", &address->host},
  };
  while (parameters.len) {
    RhumbStr value = rhumb_str_cut(&parameters, '&');
    const RhumbStr name = rhumb_str_cut(&value, '=');
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); ++i) {
      if (rhumb_str_is(name, known[i].name) && !*known[i].value) {
        *known[i].value = decode(arena, value);
      }
    }
    if (rhumb_str_is(name, "port") && !address->port) {
      address->port = read_port(value);
    }
  }
}

/// Read "user:password@host:port"; the host may be "[::1]"
static void
read_authority(RhumbSqlAddress *const address,
               RhumbArena *const arena,
               RhumbStr text)
{
  for (size_t i = text.len; i > 0; --i) {
    if (text.data[i - 1] == '@') {
      RhumbStr password = rhumb_str_slice(text, 0, i - 1);
      const char *const username = decode(arena, rhumb_str_cut(&password, ':'));
      const char *const secret = decode(arena, password);
      address->username = address->username ? address->username : username;
      address->password = address->password ? address->password : secret;
      text = rhumb_str_slice(text, i, text.len);
      break;
    }
  }
  if (rhumb_str_starts(text, RHUMB_STR("["))) {
    text = rhumb_str_slice(text, 1, text.len);
    address->host = decode(arena, rhumb_str_cut(&text, ']'));
    (void)rhumb_str_cut(&text, ':');
  } else {
    address->host = decode(arena, rhumb_str_cut(&text, ':'));
  }
  address->port = read_port(text);
}

/// Read "//authority/name?parameters", the slashes being optional, or "name"
/// alone behind a scheme, as JDBC has it
static void
read_server(RhumbSqlAddress *const address,
            RhumbArena *const arena,
            RhumbStr text,
            const bool has_scheme)
{
  const bool has_slashes = rhumb_str_starts(text, RHUMB_STR("//"));
  RhumbStr parameters = rhumb_str_slice(text, has_slashes ? 2 : 0, text.len);
  RhumbStr path = rhumb_str_cut(&parameters, '?');
  if (has_slashes || !has_scheme) {
    read_authority(address, arena, rhumb_str_cut(&path, '/'));
  }
  address->database = decode(arena, path);
  read_parameters(address, arena, parameters);

  char port[16] = "";
  if (address->port) {
    (void)snprintf(port, sizeof(port), ":%u", address->port);
  }
  address->name = rhumb_str_format(arena,
                                   "%s://%s%s/%s",
                                   address->driver->names[0],
                                   address->host ? address->host : "",
                                   port,
                                   address->database ? address->database : "")
                      .data;
}

/// Read a path, or "//" and then one
static void
read_file(RhumbSqlAddress *const address,
          RhumbArena *const arena,
          const RhumbStr dir,
          const RhumbStr text)
{
  const size_t skip = rhumb_str_starts(text, RHUMB_STR("//")) ? 2 : 0;
  address->database =
      rhumb_path_join(arena, dir, rhumb_str_slice(text, skip, text.len)).data;
  address->name = address->database;
}

// The whole ------------------------------------------------------------------

/// Return "mysql" of "mysql://…" and of "mysql:…", nothing of "host:3306/…"
static RhumbStr
scheme_of(RhumbStr url, const bool is_jdbc)
{
  const RhumbStr whole = url;
  const RhumbStr scheme = rhumb_str_cut(&url, ':');
  const bool is_scheme =
      scheme.len < whole.len && (is_jdbc || find_driver(scheme) ||
                                 rhumb_str_starts(url, RHUMB_STR("//")));
  return is_scheme ? scheme : (RhumbStr){0};
}

/// The driver is the scheme's; YARRRML gives "http://host/name" and a type
static RhumbStatus
choose_driver(const RhumbSqlDriver **const out,
              const RhumbSourceSpec *const spec,
              const RhumbStr scheme,
              const RhumbDiag *const diag)
{
  const bool is_web =
      rhumb_str_is(scheme, "http") || rhumb_str_is(scheme, "https");
  const bool has_type =
      spec->type.len && !rhumb_str_is(spec->type, "localfile");
  const RhumbStr name = scheme.len && !is_web ? scheme
                        : has_type            ? spec->type
                        : is_web              ? scheme
                                              : RHUMB_STR("sqlite");
  *out = find_driver(name);
  return *out ? RHUMB_OK : refuse(name, spec->loc, diag);
}

RhumbStatus
rhumb_sql_address_read(RhumbSqlAddress *const out,
                       RhumbArena *const arena,
                       const RhumbSourceSpec *const spec,
                       const RhumbDiag *const diag)
{
  const bool is_jdbc = rhumb_str_starts(spec->access, RHUMB_STR("jdbc:"));
  const RhumbStr url =
      rhumb_str_slice(spec->access, is_jdbc ? 5 : 0, spec->access.len);
  const RhumbStr scheme = scheme_of(url, is_jdbc);
  const RhumbStr rest =
      rhumb_str_slice(url, scheme.len ? scheme.len + 1 : 0, url.len);
  const RhumbLoc loc = spec->access_loc.line ? spec->access_loc : spec->loc;

  RhumbSqlAddress address = {
      .loc = loc,
      .query_loc = spec->iterator_loc.line ? spec->iterator_loc : spec->loc,
  };
  RHUMB_TRY(choose_driver(&address.driver, spec, scheme, diag));
  if (!rest.len) {
    (void)rhumb_fail(diag,
                     RHUMB_ERR_SYNTAX,
                     loc,
                     "which database? give its address, such as "
                     "\"postgresql://host/name\" or the path of an SQLite "
                     "file");
    return RHUMB_ERR_SYNTAX;
  }
  if (spec->username.len) {
    address.username = rhumb_str_copy(arena, spec->username).data;
    address.password = rhumb_str_copy(arena, spec->password).data;
  }
  if (address.driver == &rhumb_sql_sqlite) {
    read_file(&address, arena, spec->dir, rest);
  } else {
    read_server(&address, arena, rest, scheme.len > 0);
  }
  *out = address;
  return RHUMB_OK;
}
