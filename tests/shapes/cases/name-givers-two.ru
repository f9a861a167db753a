# SPDX-License-Identifier: ISC
#! ex:n-band MaxCount: A name is given by one agent
INSERT DATA { ex:n-band att:givenBy ex:ministry }
