# SPDX-License-Identifier: ISC
#! ex:m-sylvania MaxCount: A membership is of one agent
INSERT DATA { ex:m-sylvania att:member ex:klopstokia }
