# SPDX-License-Identifier: ISC
#! ex:a-raid Class: The place where an assertion stands
INSERT DATA { ex:a-raid att:standsIn ex:report }
