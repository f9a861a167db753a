# SPDX-License-Identifier: ISC
#! ex:m-sylvania Class: A membership is of one agent
DELETE DATA { ex:m-sylvania att:member ex:sylvania } ;
INSERT DATA { ex:m-sylvania att:member ex:note }
