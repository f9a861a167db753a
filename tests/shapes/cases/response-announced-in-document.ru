# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: What announces a response
INSERT DATA { ex:x-expulsion att:announcedIn ex:press }
