# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: Those whom a response supports
INSERT DATA { ex:x-expulsion att:inSupportOf ex:raid }
