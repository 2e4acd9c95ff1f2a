-- Functions are updated each hour (when they last ran) and at each list: with room on the page no index is touched.
ALTER TABLE functions SET (fillfactor = 60);
