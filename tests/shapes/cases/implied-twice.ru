# SPDX-License-Identifier: ISC
#! ex:a-raid-passed-on MaxCount: Whether an assertion is implied
INSERT DATA { ex:a-raid-passed-on att:implied false }
