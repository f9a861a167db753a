# SPDX-License-Identifier: ISC
#! ex:x-expulsion Class: Those against whom
INSERT DATA { ex:x-expulsion att:against ex:raid }
