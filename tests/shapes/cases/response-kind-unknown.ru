# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: A response is of one kind
DELETE DATA { ex:x-expulsion att:responseKind att:response-expulsion } ;
INSERT DATA { ex:x-expulsion att:responseKind att:response-war }
