// SPDX-License-Identifier: ISC

/// @file sql_address.c  Where a database is, in the ways that rules say it.

#include "base/list.h"
#include "base/words.h"
#include "io/path.h"
#include "source/sql/sql_impl.h"
#include "term/iri.h"

#define DATABASE(names, classes, driver) {names, classes, driver},
static const RhumbSqlDatabase databases[] = {RHUMB_SQL_DATABASES(DATABASE)};

// Kinds ----------------------------------------------------------------------

static const RhumbSqlDatabase *
find_kind(const RhumbStr name)
{
  for (size_t i = 0; name.len && i < RHUMB_COUNT(databases); ++i) {
    if (rhumb_words_find(databases[i].names, name).len ||
        rhumb_words_find(databases[i].classes, name).len) {
      return &databases[i];
    }
  }
  return NULL;
}

static RhumbStatus
refuse(const RhumbStr name, const RhumbLoc loc, const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbStr read = RHUMB_STR("");
  for (size_t i = 0; i < RHUMB_COUNT(databases); ++i) {
    const char *names = databases[i].driver ? databases[i].names : NULL;
    const RhumbStr usual = rhumb_words_next(&names);
    read = rhumb_str_format(
        &arena, "%.*s %.*s", RHUMB_FMT(read), RHUMB_FMT(usual));
  }
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      rhumb_words_near(&arena, read.data, name),
                      "no client for the database \"%.*s\"; there are %s",
                      RHUMB_FMT(name),
                      rhumb_words_list(&arena, read.data, "and"));
  rhumb_arena_free(&arena);
  return status;
}

/// An address, its scheme apart: "mysql" of "jdbc:mysql:…", of "mysql://…" and
/// of "mysql:…", nothing of "host:3306/…"
typedef struct {
  RhumbStr scheme, rest;
} Url;

// Parts ----------------------------------------------------------------------

/// Copy with percent codes decoded; NULL for nothing
static const char *
decode(RhumbArena *const arena, const RhumbStr text)
{
  RhumbBuf out = {0};
  rhumb_iri_decode(&out, text);
  const RhumbStr copy = rhumb_buf_keep(&out, arena);
  return copy.len ? copy.data : NULL;
}

/// Set what is not set yet from "user=me&password=x"; `port` is set to where
/// that one stands
static void
read_parameters(RhumbSqlAddress *const address,
                RhumbArena *const arena,
                RhumbStr parameters,
                RhumbStr *const port)
{
  const struct {
    const char *name;
    const char **value;
  } known[] = {
      {"user", &address->username},
      {"password", &address->password},
      {"host", &address->host},
      {"port", &address->port},
  };
  while (parameters.len) {
    RhumbStr value = rhumb_str_cut(&parameters, '&');
    const RhumbStr name = rhumb_str_cut(&value, '=');
    for (size_t i = 0; i < RHUMB_COUNT(known); ++i) {
      if (rhumb_str_is(name, known[i].name) && !*known[i].value) {
        *known[i].value = decode(arena, value);
        *port = known[i].value == &address->port ? value : *port;
      }
    }
  }
}

/// Read "user:password@host:port"; the host may be "[::1]"; return where the
/// port stands
static RhumbStr
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
      text = rhumb_str_from(text, i);
      break;
    }
  }
  if (rhumb_str_starts(text, RHUMB_STR("["))) {
    text = rhumb_str_from(text, 1);
    address->host = decode(arena, rhumb_str_cut(&text, ']'));
    (void)rhumb_str_cut(&text, ':');
  } else {
    address->host = decode(arena, rhumb_str_cut(&text, ':'));
  }
  address->port = decode(arena, text);
  return text;
}

/// True if a parameter has a raw "@" that is not the user's or the password's,
/// or may not be, since there is an "@" before: then it may be what ends a
/// password, and more than parameters is before it
static bool
has_stray_at(const RhumbStr authority, RhumbStr parameters)
{
  const bool is_said = rhumb_str_has(authority, '@');
  bool has = false;
  while (parameters.len) {
    const RhumbStr parameter = rhumb_str_cut(&parameters, '&');
    has = has ||
          (rhumb_str_has(parameter, '@') &&
           (is_said || (!rhumb_str_starts(parameter, RHUMB_STR("user=")) &&
                        !rhumb_str_starts(parameter, RHUMB_STR("password=")))));
  }
  return has;
}

/// Refuse what would else be read as a host, a port or a name, and be said in
/// messages, with parts of a password in it
static RhumbStatus
check_server(const RhumbStr authority,
             const RhumbStr path,
             const RhumbStr parameters,
             const RhumbLoc loc,
             const RhumbDiag *const diag)
{
  if (rhumb_str_has(path, '@') || has_stray_at(authority, parameters)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "\"@\" stands behind \"/\" or \"?\": write it there as "
                      "%%40, or these before it, in a "
                      "user's name or password, as %%2F and %%3F");
  }
  const RhumbStr host =
      rhumb_str_from(authority, rhumb_str_last(authority, "@"));
  const RhumbStr user =
      rhumb_str_slice(authority, 0, rhumb_str_index(authority, ':'));
  if (rhumb_str_last(host, "=;") || rhumb_str_last(user, "=;") ||
      rhumb_str_last(path, "=;")) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "an address is \"postgresql://host:port/database\", with "
                      "parameters behind \"?\" and \"&\" between them");
  }
  return RHUMB_OK;
}

/// A port is known to be a number, or refused at its place in the address
/// @param parameters Of the address: with a raw "@" in them, the port may be
/// the start of a password, and is not shown.
static RhumbStatus
check_port(const char *const port,
           const RhumbStr text,
           const RhumbStr parameters,
           const RhumbSourceSpec *const spec,
           RhumbLoc loc,
           const RhumbDiag *const diag)
{
  uint64_t number = 0;
  if (!port ||
      (rhumb_str_number(rhumb_str(port), UINT16_MAX, &number) && number)) {
    return RHUMB_OK;
  }
  if (spec->access_loc.column) { // Else it is none of the rules
    loc = rhumb_loc_along(loc, (size_t)(text.data - spec->access.data));
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "the port%s must be a number from 1 to 65535, not \"%s\"",
                    spec->access_loc.column ? "" : " of --database",
                    rhumb_str_has(parameters, '@') ? "***" : port);
}

/// Read "//authority/name?parameters", the slashes being optional, or "name"
/// alone behind a scheme, as JDBC has it
static RhumbStatus
read_server(RhumbSqlAddress *const address,
            RhumbArena *const arena,
            const Url url,
            const RhumbSourceSpec *const spec,
            const RhumbDiag *const diag)
{
  const bool has_slashes = rhumb_str_starts(url.rest, RHUMB_STR("//"));
  RhumbStr parameters = rhumb_str_from(url.rest, has_slashes ? 2 : 0);
  RhumbStr path = rhumb_str_cut(&parameters, '?');
  RhumbStr port = RHUMB_STR("");
  RhumbStr authority = RHUMB_STR("");
  if (has_slashes || !url.scheme.len) {
    authority = rhumb_str_cut(&path, '/');
  }
  RHUMB_TRY(check_server(authority, path, parameters, address->loc, diag));
  port = read_authority(address, arena, authority);
  address->database = decode(arena, path);
  read_parameters(address, arena, parameters, &port);
  RHUMB_TRY(
      check_port(address->port, port, parameters, spec, address->loc, diag));

  const char *names = address->kind->names;
  const RhumbStr scheme = rhumb_words_next(&names);
  address->name = rhumb_str_format(arena,
                                   "%.*s://%s%s%s/%s",
                                   RHUMB_FMT(scheme),
                                   address->host ? address->host : "",
                                   address->port ? ":" : "",
                                   address->port ? address->port : "",
                                   address->database ? address->database : "")
                      .data;
  return RHUMB_OK;
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
      rhumb_path_join(arena, dir, rhumb_str_from(text, skip)).data;
  address->name = address->database;
}

// The whole ------------------------------------------------------------------

static Url
split_url(const RhumbStr access)
{
  const bool is_jdbc = rhumb_str_starts(access, RHUMB_STR("jdbc:"));
  const RhumbStr whole = rhumb_str_from(access, is_jdbc ? 5 : 0);
  Url url = {.rest = whole};
  url.scheme = rhumb_str_cut(&url.rest, ':');
  return url.scheme.len < whole.len &&
                 (is_jdbc || find_kind(url.scheme) ||
                  rhumb_str_starts(url.rest, RHUMB_STR("//")))
             ? url
             : (Url){.rest = whole};
}

const RhumbSqlDatabase *
rhumb_sql_database(const RhumbStr access, const RhumbStr type)
{
  const RhumbSqlDatabase *const kind = find_kind(split_url(access).scheme);
  return kind ? kind : find_kind(type);
}

/// True if a source's type tells more than that it is a file
static bool
has_type(const RhumbStr type)
{
  return type.len && !rhumb_str_is(type, "localfile");
}

const RhumbSqlDatabase *
rhumb_sql_database_read(const RhumbStr access, const RhumbStr type)
{
  const RhumbSqlDatabase *const kind = rhumb_sql_database(access, type);
  const bool is_path = !split_url(access).scheme.len && !has_type(type);
  return kind || !is_path ? kind : find_kind(RHUMB_STR("sqlite"));
}

/// The kind is the scheme's; YARRRML gives "http://host/name" and a type
static RhumbStatus
choose_kind(const RhumbSqlDatabase **const out,
            const RhumbSourceSpec *const spec,
            const RhumbStr scheme,
            const RhumbDiag *const diag)
{
  const bool is_web =
      rhumb_str_is(scheme, "http") || rhumb_str_is(scheme, "https");
  const RhumbStr name = scheme.len && !is_web  ? scheme
                        : has_type(spec->type) ? spec->type
                        : is_web               ? scheme
                                               : RHUMB_STR("sqlite");
  *out = find_kind(name);
  return *out && (*out)->driver ? RHUMB_OK : refuse(name, spec->loc, diag);
}

RhumbStatus
rhumb_sql_address_read(RhumbSqlAddress *const out,
                       RhumbArena *const arena,
                       const RhumbSourceSpec *const spec,
                       const RhumbDiag *const diag)
{
  const Url url = split_url(spec->access);
  const RhumbLoc loc = spec->access_loc.line ? spec->access_loc : spec->loc;
  if (!spec->query.len && !spec->table.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      spec->loc,
                      "a database needs a table or a query: \"table: NAME\" or "
                      "\"query: SELECT ...\", in R2RML rr:tableName or "
                      "rr:sqlQuery");
  }
  RhumbSqlAddress address = {
      .loc = loc,
      .query_loc = spec->iterator_loc.line ? spec->iterator_loc : spec->loc,
  };
  RHUMB_TRY(choose_kind(&address.kind, spec, url.scheme, diag));
  if (!url.rest.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "which database? give its address%s, such as "
                      "\"postgresql://host/name\" or the path of an SQLite "
                      "file",
                      spec->access.len ? "" : " with --database");
  }
  if (spec->username.len) {
    address.username = rhumb_str_copy(arena, spec->username).data;
    address.password = rhumb_str_copy(arena, spec->password).data;
  }
  if (address.kind->driver == &rhumb_sql_sqlite) {
    read_file(&address, arena, spec->dir, url.rest);
  } else {
    RHUMB_TRY(read_server(&address, arena, url, spec, diag));
  }
  *out = address;
  return RHUMB_OK;
}
