# SPDX-License-Identifier: ISC
#! ex:a-break-in Or: What an assertion rests on
INSERT DATA { ex:a-break-in att:restsOn ex:vendor }
