# SPDX-License-Identifier: ISC
#! ex:n-worm Class: A name is given by one agent
INSERT DATA { ex:n-worm att:givenBy ex:report }
