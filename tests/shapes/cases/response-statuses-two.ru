# SPDX-License-Identifier: ISC
#! ex:x-expulsion MaxCount: A response has one status
INSERT DATA { ex:x-expulsion att:responseStatus att:status-in-force }
