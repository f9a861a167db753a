# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: A response has one status
DELETE DATA { ex:x-expulsion att:responseStatus att:status-announced } ;
INSERT DATA { ex:x-expulsion att:responseStatus att:status-done }
