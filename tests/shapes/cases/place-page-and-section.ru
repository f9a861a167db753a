# SPDX-License-Identifier: ISC
#! ex:p-break-in Or: The place of a passage is counted in one way
INSERT DATA { ex:p-break-in att:section 1 }
