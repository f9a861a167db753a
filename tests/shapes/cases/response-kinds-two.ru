# SPDX-License-Identifier: ISC
#! ex:x-expulsion MaxCount: A response is of one kind
INSERT DATA { ex:x-expulsion att:responseKind att:response-demarche }
