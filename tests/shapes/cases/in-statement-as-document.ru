# SPDX-License-Identifier: ISC
#! ex:a-raid Class: What an assertion stands in is a document
INSERT DATA { ex:a-raid att:inDocument ex:note }
