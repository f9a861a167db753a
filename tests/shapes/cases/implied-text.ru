# SPDX-License-Identifier: ISC
#! ex:a-band Datatype: Whether an assertion is implied
INSERT DATA { ex:a-band att:implied "yes" }
