#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Open ontologies with the OWL API, as Protégé does:
#     tests/owl/run.sh CATALOG FILE...
# Needs Debian's libowlapi-java and a JDK. BUILD says where classes go.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/../../build}/owl
java=/usr/share/java

path=
for jar in owlapi-api owlapi-apibinding owlapi-compatibility owlapi-impl \
  owlapi-parsers owlapi-rio owlapi-tools owlapi-oboformat guava caffeine \
  commons-io commons-codec commons-rdf-api commons-rdf-simple jsr305 hppcrt \
  atinject-jsr330-api slf4j-api slf4j-nop xz jackson-core jackson-databind \
  jackson-annotations jsonld-java httpclient httpclient-cache httpcore; do
  path=$path:$java/$jar.jar
done
for jar in "$java"/rdf4j-*.jar; do
  case $jar in
    *-[0-9]*.jar) ;;
    *) path=$path:$jar ;;
  esac
done
path=${path#:}

if [ ! -e "$build/Check.class" ] || [ "$here/Check.java" -nt "$build/Check.class" ]; then
  mkdir -p "$build"
  javac -Xlint:all,-path,-classfile,-processing -proc:none -d "$build" -cp "$path" "$here/Check.java"
fi
exec java -Xshare:auto -XX:TieredStopAtLevel=1 -cp "$build:$path" Check "$@"
