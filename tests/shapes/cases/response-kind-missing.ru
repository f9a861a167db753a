# SPDX-License-Identifier: ISC
#! ex:x-expulsion MinCount: A response is of one kind
DELETE DATA { ex:x-expulsion att:responseKind att:response-expulsion }
